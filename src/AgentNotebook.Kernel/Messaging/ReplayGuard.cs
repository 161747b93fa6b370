using System.Buffers.Binary;

namespace AgentNotebook.Kernel.Messaging;

/// <summary>Remembers the latest signatures, so that a signed message that someone recorded is not taken a second time.</summary>
/// <param name="capacity">How many are remembered; the oldest give way.</param>
internal sealed class ReplayGuard(int capacity)
{
    private readonly HashSet<UInt128> _seen = [];
    private readonly Queue<UInt128> _order = [];

    /// <summary>Whether a signature that was found right comes for the first time.</summary>
    public bool IsFirst(ReadOnlySpan<byte> signature)
    {
        // It was found right, so it is 64 hexadecimal digits; half of them tell messages apart.
        Span<byte> half = stackalloc byte[16];
        Convert.FromHexString(signature[..32], half, out _, out _);
        var shortened = BinaryPrimitives.ReadUInt128LittleEndian(half);
        if (!_seen.Add(shortened))
        {
            return false;
        }

        _order.Enqueue(shortened);
        if (_order.Count > capacity)
        {
            _seen.Remove(_order.Dequeue());
        }

        return true;
    }
}
