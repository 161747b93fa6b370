namespace AgentNotebook.Display.Svg;

/// <summary>Which point of a text its position names.</summary>
internal enum SvgAnchor
{
    Start,
    Middle,
    End,
}
