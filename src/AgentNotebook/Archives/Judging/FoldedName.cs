using System.Buffers;
using System.Text;

namespace AgentNotebook.Archives.Judging;

/// <summary>Names as file systems see them to which letter case, or the composition of characters, does not count.</summary>
internal static class FoldedName
{
    private const char FirstSyllable = '\uAC00';
    private const char LastSyllable = '\uD7A3';

    private static readonly SearchValues<char> _unchanged = SearchValues.Create(" !#$%&'()+,-./0123456789;=@[]^_`abcdefghijklmnopqrstuvwxyz{}~");

    /// <summary>Equal for names that some file system takes for the same.</summary>
    internal static string Of(string name)
    {
        if (name.AsSpan().IndexOfAnyExcept(_unchanged) < 0)
        {
            return name;
        }

        var folded = new StringBuilder(name.Length + 8);
        foreach (var character in name)
        {
            _ = character < 0x80 ? folded.Append(char.ToLowerInvariant(character))
                : character is >= FirstSyllable and <= LastSyllable ? AppendSyllable(folded, character - FirstSyllable)
                : FoldingTable.Characters.TryGetValue(character, out var sequence) ? folded.Append(sequence)
                : folded.Append(character);
        }

        return folded.ToString();
    }

    // The Unicode Standard, 3.12 "Conjoining Jamo Behavior": a leading consonant, a vowel, and perhaps a trailing consonant.
    private static StringBuilder AppendSyllable(StringBuilder folded, int index)
    {
        const int Vowels = 21;
        const int Trailing = 28;
        _ = folded.Append((char)(0x1100 + (index / (Vowels * Trailing)))).Append((char)(0x1161 + (index / Trailing % Vowels)));
        return index % Trailing == 0 ? folded : folded.Append((char)(0x11A7 + (index % Trailing)));
    }
}
