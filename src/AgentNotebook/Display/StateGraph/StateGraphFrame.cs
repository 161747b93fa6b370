namespace AgentNotebook.Display.StateGraph;

/// <summary>Where a state graph is placed.</summary>
internal enum StateGraphFrame
{
    /// <summary>Alone: it brings its colours and a panel along.</summary>
    Page,

    /// <summary>In a card that has both.</summary>
    Card,
}
