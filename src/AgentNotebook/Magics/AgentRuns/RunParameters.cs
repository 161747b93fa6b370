using AgentNotebook.Models;

namespace AgentNotebook.Magics.AgentRuns;

/// <summary>The parameters that beginning a run and going on with one share.</summary>
internal static class RunParameters
{
    internal const string Model = "--model";
    internal const string ModelFor = "--model-for";
    internal const string Endpoint = "--endpoint";
    internal const string ApiKeyVariable = "--api-key-env";
    internal const string As = "--as";
    internal const string Save = "--save";
    internal const string Overwrite = "--overwrite";

    /// <summary>The variable that receives the result when none is named.</summary>
    internal const string DefaultVariable = "result";

    private static readonly Dictionary<string, ModelRole> _roles =
        Enum.GetValues<ModelRole>().Where(role => role != ModelRole.None).ToDictionary(role => role.ToString().ToLowerInvariant());

    /// <summary>The names of the parameters that choose models.</summary>
    internal static IReadOnlyList<string> OfModels { get; } = [Model, ModelFor, Endpoint, ApiKeyVariable];

    /// <summary>Who thinks.</summary>
    /// <param name="otherwise">The model that is used when none is named; <see langword="null"/> for the run's own.</param>
    internal static IReadOnlyList<MagicParameter> Models(string? otherwise) =>
    [
        new(Model, ParameterKind.Text, $"Who thinks: {string.Join(" or ", ModelCatalog.Known)}.") { ValueName = "MODEL", Default = otherwise ?? "the run's own" },
        new(ModelFor, ParameterKind.Assignment, "Another model for one role.") { ValueName = "ROLE=MODEL", Choices = [.. _roles.Keys], Repeats = true },
        new(Endpoint, ParameterKind.Text, "Where models behind HTTP are asked.") { ValueName = "URL" },
        new(ApiKeyVariable, ParameterKind.Text, "The environment variable that holds their key, never the key itself.") { ValueName = "NAME" },
    ];

    /// <summary>Where a result goes.</summary>
    internal static IReadOnlyList<MagicParameter> Results { get; } =
    [
        new(As, ParameterKind.Text, "The C# variable that receives the result.") { ValueName = "NAME", Default = $"the run's own, or {DefaultVariable}" },
        new(Save, ParameterKind.Text, "The folder to which what the successful attempt saved with Artifacts.Save is written; without it, it is shown.") { ValueName = "DIR" },
        new(Overwrite, ParameterKind.Flag, $"Lets {Save} and {RunTape.Record} replace files of the same names."),
    ];

    /// <summary>The models that were named, each in the place of the one that is used otherwise.</summary>
    /// <exception cref="MagicException">A role is given two models, an address is none, or a name is none of an environment variable.</exception>
    internal static ModelChoice Choose(MagicInvocation invocation, ModelChoice otherwise)
    {
        var (arguments, line) = (invocation.Arguments, invocation.BodyLine - 1);
        if (arguments.Get<string?>(Model, null) is { } named)
        {
            // The address and the key of one kind of model mean nothing to another.
            otherwise = Kind(named) == Kind(otherwise.Model) ? otherwise with { ModelFor = new Dictionary<ModelRole, string>() } : new ModelChoice(named);
        }

        var roles = new Dictionary<ModelRole, string>(otherwise.ModelFor);
        var given = arguments.All<KeyValuePair<string, string>>(ModelFor);
        if (given.GroupBy(pair => pair.Key).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new MagicException($"'{ModelFor}' gives the role '{twice.Key}' two models: {string.Join(" and ", twice.Select(pair => pair.Value))}. Keep one.", line);
        }

        foreach (var (role, model) in given)
        {
            roles[_roles[role]] = model;
        }

        var endpoint = arguments.Get(Endpoint, otherwise.Endpoint);
        if (endpoint is not null && !(Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            throw new MagicException($"'{Endpoint}' takes an address such as http://localhost:11434/v1, not '{endpoint}'.", line);
        }

        var variable = arguments.Get(ApiKeyVariable, otherwise.ApiKeyVariable);
        // What is no name may be the key itself: it is not repeated.
        if (variable is not null && (variable.Length > 100 || !variable.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_') || char.IsAsciiDigit(variable[0])))
        {
            throw new MagicException($"'{ApiKeyVariable}' takes the name of an environment variable, such as OPENAI_API_KEY, and what was given is none. The key itself never stands in a notebook.", line);
        }

        return new ModelChoice(arguments.Get(Model, otherwise.Model)) { ModelFor = roles, Endpoint = endpoint, ApiKeyVariable = variable };
    }

    private static string Kind(string model) => model.Split(':')[0].Trim();
}
