namespace AgentNotebook.Agents.States;

/// <summary>The end of a run without success; a person may reopen it.</summary>
internal sealed class FailedState : RestingState
{
    public override AgentState State => AgentState.Failed;
}
