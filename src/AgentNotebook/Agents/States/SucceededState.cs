namespace AgentNotebook.Agents.States;

/// <summary>The end of a run whose checks held.</summary>
internal sealed class SucceededState : RestingState
{
    public override AgentState State => AgentState.Succeeded;
}
