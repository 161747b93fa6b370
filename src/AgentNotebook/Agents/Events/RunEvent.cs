namespace AgentNotebook.Agents.Events;

/// <summary>Something that happened in a run, as the journal keeps it: plain data.</summary>
public abstract record RunEvent;
