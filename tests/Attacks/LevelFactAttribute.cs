using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>A test of one level as one user; skipped, with the runner's own words, where the level cannot be had.</summary>
public sealed class LevelFactAttribute : FactAttribute
{
    /// <summary>Skips the test when the level is missing.</summary>
    /// <param name="level">The level.</param>
    /// <param name="user">The user as which the attacks are run.</param>
    public LevelFactAttribute(SandboxLevel level, string user) => Skip = Reports.Unavailable(level, Enum.Parse<User>(user));
}
