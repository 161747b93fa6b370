namespace AgentNotebook.Agents.States;

/// <summary>The end of a run that was interrupted; a person or a repeated pass may reopen it.</summary>
internal sealed class CancelledState : RestingState
{
    public override AgentState State => AgentState.Cancelled;
}
