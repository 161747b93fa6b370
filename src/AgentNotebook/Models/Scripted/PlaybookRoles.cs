namespace AgentNotebook.Models.Scripted;

/// <summary>The roles as a playbook spells them.</summary>
internal static class PlaybookRoles
{
    public static IReadOnlyDictionary<string, ModelRole> ByName { get; } = new Dictionary<string, ModelRole>
    {
        ["plan"] = ModelRole.Plan,
        ["write"] = ModelRole.Write,
        ["diagnose"] = ModelRole.Diagnose,
        ["revise"] = ModelRole.Revise,
        ["explain"] = ModelRole.Explain,
    };

    /// <summary>What is asked for, in words, with its article.</summary>
    public static string Word(ModelRole role) => role switch
    {
        ModelRole.Plan => "a plan",
        ModelRole.Write => "the first code",
        ModelRole.Diagnose => "a diagnosis",
        ModelRole.Revise => "a revision",
        _ => "an explanation",
    };
}
