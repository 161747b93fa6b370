using AgentNotebook.Text;

namespace AgentNotebook.Display.Svg;

/// <summary>Bytes in words, as every picture writes them.</summary>
internal static class ByteSize
{
    /// <inheritdoc cref="ByteText.Of"/>
    public static string Text(long bytes) => ByteText.Of(bytes);
}
