namespace AgentNotebook.Models.Chat;

/// <summary>The prompts, one a role, and what all of them share.</summary>
internal static class PromptTexts
{
    /// <summary>The names of the files.</summary>
    public static IReadOnlyList<string> Names { get; } = ["system", "plan", "write", "diagnose", "revise", "explain", "repair"];

    public static PromptTemplate System { get; } = PromptTemplate.Load("system");

    public static PromptTemplate Plan { get; } = PromptTemplate.Load("plan");

    public static PromptTemplate Write { get; } = PromptTemplate.Load("write");

    public static PromptTemplate Diagnose { get; } = PromptTemplate.Load("diagnose");

    public static PromptTemplate Revise { get; } = PromptTemplate.Load("revise");

    public static PromptTemplate Explain { get; } = PromptTemplate.Load("explain");

    public static PromptTemplate Repair { get; } = PromptTemplate.Load("repair");
}
