namespace AgentNotebook.Execution.Frames;

/// <summary>The rule for names of inputs and artifacts: one that could be the name of a file in any folder, and never leads out of it.</summary>
internal static class ExchangeName
{
    internal const int MaximumLength = 255;

    /// <summary>What is wrong with a name, as the end of a sentence that begins with it; <see langword="null"/> when nothing is.</summary>
    internal static string? Problem(string name)
    {
        if (name.Length is 0 or > MaximumLength)
        {
            return $"has {name.Length} characters; a name has 1 to {MaximumLength}";
        }

        if (name is "." or "..")
        {
            return "names a folder";
        }

        for (var index = 0; index < name.Length; index++)
        {
            switch (name[index])
            {
                case '/' or '\\':
                    return "holds a path separator; a name is no path";
                case var character when char.IsControl(character):
                    return $"holds the control character U+{(int)character:X4}";
                case var high when char.IsHighSurrogate(high) && index + 1 < name.Length && char.IsLowSurrogate(name[index + 1]):
                    index++;
                    break;
                case var half when char.IsSurrogate(half):
                    return "holds half a character";
            }
        }

        return null;
    }
}
