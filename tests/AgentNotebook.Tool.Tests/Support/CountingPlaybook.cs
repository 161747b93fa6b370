using System.Text;

namespace AgentNotebook.Tool.Tests.Support;

/// <summary>A playbook of a model that plans the code <c>0</c> and revises it to <c>1</c>, <c>2</c>, <c>3</c> …</summary>
internal static class CountingPlaybook
{
    /// <summary>Writes it.</summary>
    /// <param name="file">Where to.</param>
    /// <param name="revisions">How many revisions it knows.</param>
    /// <param name="delay">How long each answer takes, such as <c>20ms</c>.</param>
    public static void Write(string file, int revisions, string delay)
    {
        var playbook = new StringBuilder($"steps:\n  - role: plan\n    delay: {delay}\n    reply:\n      plan: Count upwards.\n      code: \"0\"\n");
        for (var revision = 1; revision <= revisions; revision++)
        {
            playbook.Append($"  - role: revise\n    delay: {delay}\n    reply:\n      code: \"{revision}\"\n      explanation: One more.\n");
        }

        File.WriteAllText(file, playbook.ToString());
    }
}
