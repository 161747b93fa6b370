namespace AgentNotebook.Documents.Exporting.Outputs;

/// <summary>How a terminal shows a text.</summary>
/// <param name="Foreground">Colour from 0 (black) to 7 (white), in the order of the escape sequences; -1 for the usual one.</param>
/// <param name="Background">Likewise.</param>
/// <param name="Bold">Whether it is bold.</param>
/// <param name="Italic">Whether it is italic.</param>
/// <param name="Underlined">Whether it is underlined.</param>
internal readonly record struct AnsiStyle(int Foreground, int Background, bool Bold, bool Italic, bool Underlined)
{
    public static AnsiStyle Plain { get; } = new(-1, -1, false, false, false);
}
