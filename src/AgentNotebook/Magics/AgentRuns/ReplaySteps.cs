using AgentNotebook.Agents;
using AgentNotebook.Agents.Runs;
using AgentNotebook.Display.RunCard;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>Shows a replay step by step: after each one the person at the notebook says when to go on.</summary>
/// <remarks>The journal is the recording's all the same: a replay's clock is the recorded one, so waiting takes no time of the run.</remarks>
/// <param name="notebook">Where the steps are shown.</param>
/// <param name="total">How many there will be.</param>
/// <param name="cancellationToken">Ends the waiting: the cell was interrupted.</param>
internal sealed class ReplaySteps(INotebook notebook, int total, CancellationToken cancellationToken)
{
    private const string All = "all";

    private readonly string _displayId = $"agentnb-steps-{Guid.NewGuid():N}";
    private int _made;
    private bool _goesOn;

    /// <summary>Shows the step that was made, and waits.</summary>
    /// <exception cref="OperationCanceledException">The cell was interrupted: the run stands where its journal ends.</exception>
    public async Task AfterAsync(RunRecord run)
    {
        // A run that went back to an earlier step has made the steps in between all the same.
        var first = _made == 0;
        _made = Math.Max(_made + 1, run.Transitions.Count);
        var last = _made >= total && TransitionTable.IsResting(run.State);
        var card = StepView.Render(run, new StepOfRun(_made, Math.Max(total, _made), last));
        if (first)
        {
            notebook.Display(card, _displayId);
        }
        else
        {
            notebook.Update(_displayId, card);
        }

        if (last || _goesOn)
        {
            return;
        }

        var answer = await notebook.AskAsync($"Step {_made} of {total}. Enter for the next step, '{All}' for all that are left: ", cancellationToken);
        _goesOn = answer is null || answer.Trim().Equals(All, StringComparison.OrdinalIgnoreCase);
        if (answer is null)
        {
            notebook.Print("Nobody can be asked here, so the replay goes on by itself after each step.\n");
        }
    }
}
