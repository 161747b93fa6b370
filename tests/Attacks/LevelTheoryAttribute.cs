using AgentNotebook.Execution;

namespace AgentNotebook.Attacks;

/// <summary>A theory over the levels a user can have here; skipped, with the reasons, when there is none.</summary>
public sealed class LevelTheoryAttribute : TheoryAttribute
{
    /// <summary>Skips the theory when no level can be had.</summary>
    /// <param name="user">The user as which the attacks are run.</param>
    /// <param name="profile">The profile they are run in.</param>
    public LevelTheoryAttribute(string user, SandboxProfile profile = SandboxProfile.Compute)
    {
        var who = Enum.Parse<User>(user);
        Skip = Reports.Available(who, profile).Count > 0 ? null : string.Join(' ', Reports.Levels.Select(level => Reports.Unavailable(level, who)).Distinct());
    }
}
