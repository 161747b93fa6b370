namespace AgentNotebook.Cells.Language.Completion;

/// <summary>How well a name fits what was typed.</summary>
internal static class NameMatch
{
    /// <summary>No fit.</summary>
    public const int None = int.MaxValue;

    /// <summary>The rank: 0 begins with it, 1 begins with it but for case, 2 by the humps of its words (<c>WL</c> for <c>WriteLine</c>).</summary>
    public static int Rank(string name, string typed) =>
        name.StartsWith(typed, StringComparison.Ordinal) ? 0
        : name.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 1
        : FitsHumps(name, typed) ? 2
        : None;

    /// <summary>Each typed letter continues a word of the name or begins a later one; an upper-case letter always begins one.</summary>
    private static bool FitsHumps(string name, string typed)
    {
        if (typed.Length < 2 || char.ToUpperInvariant(name[0]) != char.ToUpperInvariant(typed[0]))
        {
            return false;
        }

        var at = 0;
        for (var i = 1; i < typed.Length; i++)
        {
            var next = at + 1;
            if (!char.IsUpper(typed[i]) && next < name.Length && name[next] == typed[i])
            {
                at = next;
                continue;
            }

            while (next < name.Length && !(IsHump(name, next) && char.ToUpperInvariant(name[next]) == char.ToUpperInvariant(typed[i])))
            {
                next++;
            }

            if (next == name.Length)
            {
                return false;
            }

            at = next;
        }

        return true;
    }

    private static bool IsHump(string name, int index) =>
        char.IsUpper(name[index]) || char.IsDigit(name[index]) || name[index - 1] == '_';
}
