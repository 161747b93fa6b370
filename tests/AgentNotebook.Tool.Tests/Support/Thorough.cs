namespace AgentNotebook.Tool.Tests.Support;

/// <summary>Whether there is time for everything. <c>AGENTNOTEBOOK_THOROUGH=1</c> says so; without it the longest tests take a part.</summary>
internal static class Thorough
{
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("AGENTNOTEBOOK_THOROUGH") == "1";
}
