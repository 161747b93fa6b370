namespace AgentNotebook.PlotlyNet.Tests;

/// <summary>A test that needs a browser.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = File.Exists(Path) ? null : $"There is no {Path}: apt-get install chromium, or set CHROMIUM to the path of one.";

    internal static string Path { get; } = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
}
