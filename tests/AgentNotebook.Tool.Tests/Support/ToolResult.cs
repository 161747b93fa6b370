namespace AgentNotebook.Tool.Tests.Support;

/// <summary>What a run of the tool came to.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Errors);
