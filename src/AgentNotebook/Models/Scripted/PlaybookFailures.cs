using System.Text.Json;

namespace AgentNotebook.Models.Scripted;

/// <summary>The failures as a playbook spells them, such as <c>content-refused</c>.</summary>
internal static class PlaybookFailures
{
    public static IReadOnlyDictionary<string, ModelFailure> ByName { get; } =
        Enum.GetValues<ModelFailure>().ToDictionary(failure => JsonNamingPolicy.KebabCaseLower.ConvertName(failure.ToString()));
}
