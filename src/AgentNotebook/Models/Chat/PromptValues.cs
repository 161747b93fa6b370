using System.Globalization;
using AgentNotebook.Execution;
using AgentNotebook.Execution.Compiling;
using AgentNotebook.Models.Memory;

namespace AgentNotebook.Models.Chat;

/// <summary>What is filled into the prompts. What others wrote stands in fences (<see cref="Fence"/>).</summary>
internal static class PromptValues
{
    /// <summary>The names of all places that a prompt may have.</summary>
    public static IReadOnlyList<string> Names { get; } = ["usings", "limits", "task", "checks", "inputs", "memory", "guidance", "attempt", "fault"];

    /// <summary>The values for a request.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="attempt">The attempt that it is about; <see langword="null"/> when it is about none.</param>
    /// <param name="options">How much is shown.</param>
    public static Dictionary<string, string> Of(ModelRequest request, Attempt? attempt, ChatModelOptions options) => new(StringComparer.Ordinal)
    {
        ["usings"] = string.Join(", ", GuestCompiler.ImplicitUsings.Select(name => $"`{name}`")),
        ["limits"] = Limits(request.Limits),
        ["task"] = Fence.Around(request.Brief.Task),
        ["checks"] = Checks(request.Brief),
        ["inputs"] = request.Brief.Inputs.Count == 0 ? "Nothing." : Fence.Around(string.Join('\n', request.Brief.Inputs.Select(Input))),
        ["memory"] = RunMemoryText.Render(request.Memory, options.MemoryTokens) is { Length: > 0 } known ? Fence.Around(known) : "Nothing yet.",
        ["guidance"] = request.Guidance.Count == 0 ? "" : "# Heed this now\n\n" + string.Join("\n\n", request.Guidance.Select(Guidance)),
        ["attempt"] = attempt is null ? "" : AttemptText.Render(attempt, options.MaxOutputShown),
    };

    private static string Limits(ExecutionLimits limits) => string.Create(
        CultureInfo.InvariantCulture,
        $"{limits.WallTime.TotalSeconds:0.###} s of time, {limits.CpuTime.TotalSeconds:0.###} s of processor time, {limits.MemoryBytes >> 20} MiB of memory, {limits.OutputBytesPerStream >> 10} KiB printed, {limits.ResultBytes >> 10} KiB of result as JSON, {limits.ArtifactCount} saved files of {limits.ArtifactBytes >> 20} MiB together.");

    private static string Checks(TaskBrief brief)
    {
        var checks = brief.Checks.Count == 0 ? "None: it is enough that the code comes to its end." : Fence.Around(string.Join('\n', brief.Checks), "csharp");
        return brief.CheckCode.Length == 0 ? checks : checks + "\n\nDeclarations that the checks use, and the code does not see:\n\n" + Fence.Around(brief.CheckCode, "csharp");
    }

    private static string Input(BriefInput input) => input.Type is { } type
        ? string.Create(CultureInfo.InvariantCulture, $"variable {type} {input.Name} ({input.Bytes:N0} bytes as JSON)")
        : string.Create(CultureInfo.InvariantCulture, $"file Inputs[\"{input.Name}\"] ({input.Bytes:N0} bytes)");

    private static string Guidance(ModelGuidance guidance) => guidance.Kind switch
    {
        GuidanceKind.Nudge => "This repeats itself. Do something else this time:",
        GuidanceKind.ChangeStrategy => "The way so far leads nowhere. Take another approach, not a variation of the last one, and reach for a simpler goal first:",
        GuidanceKind.UseLessMemory => "The code ran out of memory. Do the same work with less at a time: stream, work in parts, keep only what is needed:",
        _ => "The person who set the task gives a hint:",
    } + "\n\n" + Fence.Around(guidance.Text);
}
