using AgentNotebook.Agents;
using AgentNotebook.Agents.Budgets;
using AgentNotebook.Agents.Faults;
using AgentNotebook.Agents.Runs;

namespace AgentNotebook.Display.RunCard;

/// <summary>What a run that stopped needs from a person, read from what stood in its way.</summary>
internal static class HumanQuestion
{
    /// <summary>The question, in one to three sentences.</summary>
    internal static string Of(RunRecord run)
    {
        var spent = RunBudgets.Read(run).FirstOrDefault(reading => reading.Share >= 1);
        return spent is null || run.Stopped is null
            ? Help(run)
            : $"The budget of {spent.Name} is used up; going on grants a fresh one. {Help(run)}";
    }

    private static string Help(RunRecord run) => Rule(run) switch
    {
        "check-failed" => "Is the check right? If it is: how is a result found that holds it? A hint that names the way, or an example with its numbers, helps most.",
        "check-does-not-compile" => "The check itself does not compile, so no code can pass it. Correct the check in the cell and run the cell again.",
        "code-does-not-compile" => "Which type or member is meant? A hint that names it helps most.",
        "guest-threw" => "What should the code do in the case in which it throws? Say it in a hint, or correct the line.",
        "guest-timed-out" => "Does the code need longer, or does it not end? Say in a hint how the work gets smaller, or give an attempt more time with --timeout in the cell.",
        "guest-out-of-memory" => "Can the work be done in smaller parts? Say how in a hint, or give an attempt more memory with --memory in the cell.",
        "guest-refused" => "The code wants what the sandbox refuses. Hand it over with --input, or say in a hint how to do without.",
        { } rule when rule.StartsWith("model-", StringComparison.Ordinal) => "The model could not answer. Are its name, its endpoint and its key right, and can it be reached?",
        { } rule when rule.StartsWith("worker-", StringComparison.Ordinal) => "No worker could be started. 'agentnb doctor' says what is missing on this machine.",
        _ => "What is the model missing? A hint that says it helps most.",
    };

    private static string? Rule(RunRecord run)
    {
        // What was met outside of judging an attempt came after it; else the last attempt itself tells what is wrong with it.
        var met = run.Faults.LastOrDefault();
        return met is null or { State: AgentState.Reflecting } && run.Attempts.LastOrDefault() is { Succeeded: false } last and not { Errors: [], Outcome: null }
            ? FaultClassifier.Classify(last).Rule
            : met?.Fault.Rule;
    }
}
