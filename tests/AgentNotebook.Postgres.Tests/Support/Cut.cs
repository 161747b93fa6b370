namespace AgentNotebook.Postgres.Tests.Support;

/// <summary>Where a line is cut.</summary>
internal enum Cut
{
    Never,

    /// <summary>What the client sends is lost.</summary>
    BeforeTheServerHears,

    /// <summary>The server has done what it was sent, and its answer is lost.</summary>
    AfterTheServerHasDone,
}
