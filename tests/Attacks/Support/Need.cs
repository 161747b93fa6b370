using System.Runtime.InteropServices;

namespace AgentNotebook.Attacks;

/// <summary>Something a probe needs to get through where nothing restricts it: <c>x64</c>, <c>root</c>, or a kernel setting as <c>sysctl NAME=VALUE</c>.</summary>
internal sealed record Need(string Text)
{
    private const string Setting = "sysctl ";

    internal static bool IsKnown(string text) =>
        text is "x64" or "root" || (text.StartsWith(Setting, StringComparison.Ordinal) && text.IndexOf('=', StringComparison.Ordinal) > Setting.Length);

    internal bool IsMet(User user) => Text switch
    {
        "x64" => RuntimeInformation.ProcessArchitecture == Architecture.X64,
        "root" => user == User.Root,
        _ => SettingIs(Text[Setting.Length..].Split('=')),
    };

    // A kernel without the file has no such restriction.
    private static bool SettingIs(string[] wanted)
    {
        var file = "/proc/sys/" + wanted[0].Replace('.', '/');
        return !File.Exists(file) || File.ReadAllText(file).Trim() == wanted[1];
    }
}
