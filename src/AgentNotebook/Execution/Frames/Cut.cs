namespace AgentNotebook.Execution.Frames;

/// <summary>Shortens text without splitting a character.</summary>
internal static class Cut
{
    internal static string Text(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return text[..end] + "…";
    }
}
