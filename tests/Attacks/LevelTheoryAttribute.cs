namespace AgentNotebook.Attacks;

/// <summary>A theory over the levels a user can have here; skipped, with the reasons, when there is none.</summary>
public sealed class LevelTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips the theory when even level none cannot be had.</summary>
    /// <param name="user">The user as which the attacks are run.</param>
    public LevelTheoryAttribute(string user) => Skip = Reports.Unavailable(Execution.SandboxLevel.None, Enum.Parse<User>(user));
}
