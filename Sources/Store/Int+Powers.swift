extension Int {
    /// The greatest power of two that is not above a positive number.
    var floorPowerOfTwo: Int { 1 << (Int.bitWidth - 1 - leadingZeroBitCount) }

    /// The least power of four that is not below a positive number.
    var ceilingPowerOfFour: Int {
        let exponent = Int.bitWidth - (self - 1).leadingZeroBitCount
        return 1 << (exponent + exponent % 2)
    }
}
