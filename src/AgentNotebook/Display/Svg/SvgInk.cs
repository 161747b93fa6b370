namespace AgentNotebook.Display.Svg;

/// <summary>What a colour is for; <see cref="SvgTheme"/> says which it is on light and on dark pages.</summary>
internal enum SvgInk
{
    Panel,
    Border,
    Text,
    Muted,
    Grid,
    Primary,
    Secondary,
    Accent,
    Good,
    Bad,
}
