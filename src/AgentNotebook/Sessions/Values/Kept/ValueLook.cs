using AgentNotebook.Sessions.Values.Fingerprints;

namespace AgentNotebook.Sessions.Values.Kept;

/// <summary>What was seen of a value when it was last written as text.</summary>
/// <param name="Fingerprint">How it lay in memory then; null when it can have no fingerprint, so that only its text tells a change.</param>
/// <param name="Hash">The canonical hash of its text.</param>
/// <param name="Bytes">The size of its text.</param>
internal sealed record ValueLook(Fingerprint? Fingerprint, UInt128 Hash, long Bytes);
