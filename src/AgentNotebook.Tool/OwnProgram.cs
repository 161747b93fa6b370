namespace AgentNotebook.Tool;

/// <summary>The way this program is started from anywhere.</summary>
internal static class OwnProgram
{
    /// <summary>The program beside its assembly where there is one, else the .NET host with the assembly.</summary>
    public static IReadOnlyList<string> Command
    {
        get
        {
            var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "agentnb.exe" : "agentnb");
            return File.Exists(program) ? [program] : [Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, "agentnb.dll")];
        }
    }
}
