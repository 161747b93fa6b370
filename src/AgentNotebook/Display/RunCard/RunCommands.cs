using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;

namespace AgentNotebook.Display.RunCard;

/// <summary>What a person types to go on with a run.</summary>
internal static class RunCommands
{
    /// <summary>Goes on with it as it is.</summary>
    /// <param name="run">The run.</param>
    /// <param name="elsewhere">Its session, when that is not the one of the notebook in which the command is typed.</param>
    internal static string Resume(RunRecord run, string elsewhere = "") =>
        $"#!agent-resume {Untrusted.Line(run.Id, 60)}{(elsewhere.Length == 0 ? "" : $" --session \"{Untrusted.Line(elsewhere, 200)}\"")}";

    /// <summary>Goes on with another assumption. A run that succeeded is sent back to its plan.</summary>
    internal static string Assume(RunRecord run, string elsewhere = "", string name = "NAME") =>
        $"{Resume(run, elsewhere)}{(run.State == AgentState.Succeeded ? " --from 1" : "")} --assume {Untrusted.Line(name, 60)}=VALUE";

    /// <summary>The ways on, the most helpful first, each with what it is for.</summary>
    internal static IEnumerable<(string Command, string Purpose)> Ways(RunRecord run, string elsewhere = "")
    {
        var resume = Resume(run, elsewhere);
        if (run.State == AgentState.Cancelled)
        {
            yield return (resume, "goes on where it was interrupted");
        }

        yield return ($"{resume} --hint \"…\"", "tells the model what it is missing");
        yield return ($"{resume} --edit", "lets you write the next code yourself");
        yield return ($"{resume} --max-iterations {Math.Max(1, run.RoundsAllowed)}", "grants so many rounds more");
        if (run.Assumptions.Count > 0)
        {
            yield return (Assume(run, elsewhere, run.Assumptions[0].Name), "decides what the task leaves open");
        }

        if (run.State != AgentState.Cancelled)
        {
            yield return (resume, "goes on as it is, with a fresh budget");
        }
    }
}
