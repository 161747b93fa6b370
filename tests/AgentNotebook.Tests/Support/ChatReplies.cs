namespace AgentNotebook.Tests.Support;

/// <summary>Replies of a chat model that have the form which is asked for.</summary>
public static class ChatReplies
{
    public const string Plan = "## Plan\nAdd them.\n\n## Open questions\nunit | Which unit? | metres\n";

    public const string Write = "## Explanation\nAdds.\n\n## Code\n```csharp\nvar result = 1 + 1;\n```\n";

    public const string Diagnose = "## Diagnosis\nIt is off by one.\n\n## Facts\n- The list has 3 items.\n";

    public const string Revise = "## Explanation\nOne more.\n\n## Code\n```csharp\nvar result = 2 + 1;\n```\n";

    public const string Explain = "## Explanation\nThe sum is two metres.\n";

    /// <summary>The reply for whatever role a request asks, told by the heading that its prompt ends with.</summary>
    public static string For(string requestBody) =>
        requestBody.Contains("## Open questions", StringComparison.Ordinal) ? Plan
        : requestBody.Contains("## Diagnosis", StringComparison.Ordinal) ? Diagnose
        : requestBody.Contains("## Give up", StringComparison.Ordinal) ? Revise
        : requestBody.Contains("## Code", StringComparison.Ordinal) ? Write
        : Explain;
}
