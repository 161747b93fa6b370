namespace AgentNotebook.Packages.Tests;

/// <summary>What a program came to.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote, errors after the rest.</param>
internal sealed record CommandResult(int ExitCode, string Output);
