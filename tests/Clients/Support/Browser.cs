namespace AgentNotebook.Clients.Support;

/// <summary>The browser in which front ends run.</summary>
internal static class Browser
{
    /// <summary>Its path.</summary>
    public static string Path { get; } = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    /// <summary>Why there is none; <see langword="null"/> when there is.</summary>
    public static string? Missing => File.Exists(Path) ? null : $"There is no {Path}: apt-get install chromium, or set CHROMIUM to the path of one.";
}
