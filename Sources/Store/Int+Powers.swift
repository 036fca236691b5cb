extension Int {
    /// The least power of four that is not below a positive number.
    var ceilingPowerOfFour: Int {
        let exponent = Int.bitWidth - (self - 1).leadingZeroBitCount
        return 1 << (exponent + exponent % 2)
    }
}
