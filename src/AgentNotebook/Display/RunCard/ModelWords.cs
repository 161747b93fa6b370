using AgentNotebook.Agents.Runs;
using AgentNotebook.Models;

namespace AgentNotebook.Display.RunCard;

/// <summary>Who thinks in a run, role by role.</summary>
internal static class ModelWords
{
    private const int LongestName = 80;

    private static readonly ModelRole[] _roles = [ModelRole.Plan, ModelRole.Write, ModelRole.Diagnose, ModelRole.Revise, ModelRole.Explain];

    /// <summary>The model that plays all roles, or each role that was named or played with its model; and what a model called itself when that differs.</summary>
    internal static string Of(RunRecord run)
    {
        var chosen = run.Request.Models;
        var played = _roles.Where(role => chosen.ModelFor.ContainsKey(role) || run.Answers.Any(answer => answer.Role == role));
        var names = played.Select(role => (Role: role, Name: Name(run, role))).ToList();
        var alike = names.Select(entry => entry.Name).Distinct().ToList();
        return alike.Count switch
        {
            0 => Untrusted.Line(chosen.Model, LongestName),
            1 => alike[0],
            _ => string.Join("; ", names.GroupBy(entry => entry.Name).Select(group => $"{string.Join(", ", group.Select(entry => Word(entry.Role)))}: {group.Key}")),
        };
    }

    /// <summary>A role in a word.</summary>
    internal static string Word(ModelRole role) => role.ToString().ToLowerInvariant();

    private static string Name(RunRecord run, ModelRole role)
    {
        var chosen = run.Request.Models;
        var named = Untrusted.Line(chosen.ModelFor.GetValueOrDefault(role, chosen.Model), LongestName);
        var itself = run.Answers.LastOrDefault(answer => answer.Role == role)?.Model;
        return itself is null || named.EndsWith(itself, StringComparison.Ordinal) ? named : $"{named} (as {Untrusted.Line(itself, LongestName)})";
    }
}
