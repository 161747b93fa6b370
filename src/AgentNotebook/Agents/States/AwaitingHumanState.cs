namespace AgentNotebook.Agents.States;

/// <summary>Rests until a person answers.</summary>
internal sealed class AwaitingHumanState : RestingState
{
    public override AgentState State => AgentState.AwaitingHuman;
}
