using AgentNotebook.Execution;
using AgentNotebook.Models.Repair;
using AgentNotebook.Models.Scripted;

namespace AgentNotebook.Models;

/// <summary>Turns the text of <c>--model</c> into a model.</summary>
/// <param name="time">Clock of the models' own delays and limits; <see langword="null"/> for the system's.</param>
/// <param name="repair">Limits of the repair model; <see langword="null"/> for its defaults.</param>
public sealed class ModelCatalog(TimeProvider? time = null, RepairModelOptions? repair = null)
{
    /// <summary>The model that is used when none is named.</summary>
    public const string Default = "repair";

    private const string ScriptScheme = "script";

    /// <summary>Every form of text that names a model, for help and error messages.</summary>
    public static IReadOnlyList<string> Known { get; } = [Default, ScriptScheme + ":FILE"];

    /// <summary>Finds the model that <paramref name="text"/> names. A playbook is read and checked here, so that a broken one is refused before a run begins.</summary>
    /// <param name="text"><c>repair</c>, or <c>script:FILE</c> with the path of a playbook.</param>
    /// <param name="baseFolder">The folder from which a relative path is meant: that of the notebook.</param>
    /// <returns>
    /// Makes a model for one run. It is given where the run's code runs; the repair model tries its candidates there before it answers.
    /// With <see langword="null"/> it gives its best candidate untried.
    /// </returns>
    /// <exception cref="UnknownModelException"><paramref name="text"/> names no model.</exception>
    /// <exception cref="PlaybookException">The playbook cannot be read or is not well formed.</exception>
    public Func<ICodeRunner?, IAgentModel> Resolve(string text, string baseFolder)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(baseFolder);
        var trimmed = text.Trim();
        var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        var scheme = colon < 0 ? trimmed : trimmed[..colon];
        var rest = colon < 0 ? null : trimmed[(colon + 1)..].Trim();
        if (scheme == Default && rest is null)
        {
            return runner => new RepairModel(repair, runner, time);
        }

        if (scheme == ScriptScheme && rest is { Length: > 0 })
        {
            var playbook = Playbook.Load(Path.GetFullPath(rest, Path.GetFullPath(baseFolder)));
            return _ => new ScriptedModel(playbook, time);
        }

        if (scheme == ScriptScheme)
        {
            throw new UnknownModelException("The model 'script' needs the path of a playbook: script:FILE, for example script:playbooks/demo.yaml.");
        }

        if (scheme == Default)
        {
            throw new UnknownModelException($"The model 'repair' takes nothing after its name, but '{Shown(rest!)}' was given. Write: repair.");
        }

        var near = NameDistance.Nearest(scheme, [Default, ScriptScheme]);
        var hint = near is null ? "" : $" Did you mean '{(near == ScriptScheme ? Known[1] : near)}'?";
        throw new UnknownModelException($"There is no model '{Shown(trimmed)}'. Known models: {string.Join(", ", Known)}.{hint}");
    }

    private static string Shown(string text) => text.Length <= 80 ? text : text[..80] + "…";
}
