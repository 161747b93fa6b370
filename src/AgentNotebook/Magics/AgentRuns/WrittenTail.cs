using System.Text;
using AgentNotebook.Display.RunCard;
using AgentNotebook.Models;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>The end of what a model is writing, however long that gets. Safe to use from several threads.</summary>
internal sealed class WrittenTail
{
    private const int Kept = 4000;

    private readonly Lock _gate = new();
    private readonly StringBuilder _tail = new();
    private ModelRole _role;
    private long _characters;

    /// <summary>What is written by now.</summary>
    internal WrittenSoFar Now
    {
        get
        {
            lock (_gate)
            {
                return new WrittenSoFar(_role, _characters, _tail.ToString(Math.Max(0, _tail.Length - Kept), Math.Min(Kept, _tail.Length)));
            }
        }
    }

    /// <summary>Takes the next piece.</summary>
    internal void Add(ModelRole role, string piece)
    {
        lock (_gate)
        {
            _role = role;
            _characters += piece.Length;
            _tail.Append(piece.AsSpan(Math.Max(0, piece.Length - Kept)));
            if (_tail.Length > 4 * Kept)
            {
                _tail.Remove(0, _tail.Length - Kept);
            }
        }
    }

    /// <summary>The answer is there, or another question is asked.</summary>
    internal void Clear()
    {
        lock (_gate)
        {
            _tail.Clear();
            _characters = 0;
        }
    }
}
