import Testing

/// What happens in production, told as stories on the real stack, one after the other.
///
/// Each story is a suite in a file of its own, with a stack of its own, and fails when its promise is broken. The short
/// forms are part of `make test`, the long ones are `make faults`; see ``Scale``.
@Suite(.serialized, .enabled(if: Scale.isChosen, "the stories are told when CREDENCE_FAULTS is short or long"))
enum FaultTests {}
