using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using AgentNotebook.Execution;
using AgentNotebook.Models.Chat;
using AgentNotebook.Models.OpenAi;
using AgentNotebook.Models.Prices;
using AgentNotebook.Models.Repair;
using AgentNotebook.Models.Scripted;
using Microsoft.Extensions.AI;

namespace AgentNotebook.Models;

/// <summary>Turns what <c>--model</c> and its companions say into a model. Each notebook has one, and its code can add models of its own.</summary>
/// <param name="time">Clock of the models' own delays and limits; <see langword="null"/> for the system's.</param>
/// <param name="options">What models are made with; <see langword="null"/> for the defaults.</param>
public sealed partial class ModelCatalog(TimeProvider? time = null, ModelCatalogOptions? options = null)
{
    /// <summary>The model that is used when none is named.</summary>
    public const string Default = "repair";

    private const string ScriptScheme = "script";
    private const string OpenAiScheme = "openai";

    private static readonly string[] _schemes = [Default, ScriptScheme, OpenAiScheme];

    private readonly ModelCatalogOptions _options = options ?? new ModelCatalogOptions();
    private readonly ConcurrentDictionary<string, IAgentModel> _registered = new(StringComparer.Ordinal);

    /// <summary>Every form of text that names a model, for help and error messages; models of notebook code have names of their own.</summary>
    public static IReadOnlyList<string> Known { get; } = [Default, ScriptScheme + ":FILE", OpenAiScheme + ":NAME"];

    /// <summary>The names that notebook code registered.</summary>
    public IReadOnlyList<string> Registered => [.. _registered.Keys.Order(StringComparer.Ordinal)];

    /// <summary>What models cost: the user's table, if there is one, before the built-in one. Read anew each time, so that a correction counts at once.</summary>
    /// <exception cref="ModelPricesException">The user's table cannot be read or is not well formed.</exception>
    public ModelPrices Prices => _options.PricesFile is { } file ? ModelPrices.Load(file) : ModelPrices.ForUser(_options.Environment);

    /// <summary>Adds a model of notebook code, or puts it in the place of an earlier one of that name: <c>#!agent-run --model NAME</c> then uses it.</summary>
    /// <param name="name">A letter, then letters, digits, <c>-</c>, <c>_</c> and <c>.</c>; at most 40.</param>
    /// <param name="model">The model.</param>
    /// <exception cref="ArgumentException">The name has another form or is one of the built-in ones.</exception>
    public void Register(string name, IAgentModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _registered[Checked(name)] = model;
    }

    /// <summary>Adds a chat client of notebook code as a model that plays every role, or puts it in the place of an earlier one of that name.</summary>
    /// <param name="name">A letter, then letters, digits, <c>-</c>, <c>_</c> and <c>.</c>; at most 40.</param>
    /// <param name="client">Whom to ask. It is not disposed.</param>
    /// <exception cref="ArgumentException">The name has another form or is one of the built-in ones.</exception>
    /// <exception cref="ModelPricesException">The user's table of prices cannot be read or is not well formed.</exception>
    public void Register(string name, IChatClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        _registered[Checked(name)] = new ChatAgentModel(client, name, _options.Chat, Prices, time);
    }

    /// <summary>Finds one model for every role, as <see cref="Resolve(ModelChoice, string)"/> does.</summary>
    public Func<ICodeRunner?, IAgentModel> Resolve(string text, string baseFolder)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Resolve(new ModelChoice(text), baseFolder);
    }

    /// <summary>
    /// Finds the models that were chosen. All that can be wrong with the choice is found here, before a run begins: a playbook and the price table are
    /// read, the key is looked up, and each model that was named for a role has to play it.
    /// </summary>
    /// <param name="choice"><c>repair</c>, <c>script:FILE</c> with the path of a playbook, <c>openai:NAME</c>, or the name of a model of notebook code; for all roles or for single ones.</param>
    /// <param name="baseFolder">The folder from which a relative path is meant: that of the notebook.</param>
    /// <returns>
    /// Makes a model for one run. It is given where the run's code runs; the repair model tries its candidates there before it answers.
    /// With <see langword="null"/> it gives its best candidate untried.
    /// </returns>
    /// <exception cref="UnknownModelException">The choice names no model, or one that cannot be had: names what is missing and the way out.</exception>
    /// <exception cref="PlaybookException">The playbook cannot be read or is not well formed.</exception>
    public Func<ICodeRunner?, IAgentModel> Resolve(ModelChoice choice, string baseFolder)
    {
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(baseFolder);
        var main = Find(choice.Model, choice, baseFolder);
        var others = choice.ModelFor.ToDictionary(pair => pair.Key, pair => Find(pair.Value, choice, baseFolder));
        if ((choice.Endpoint is not null || choice.ApiKeyVariable is not null) && !choice.ModelFor.Values.Append(choice.Model).Any(text => Split(text).Scheme == OpenAiScheme))
        {
            throw new UnknownModelException($"An endpoint and its key are for models behind HTTP, and '{Shown(choice.Model)}' is none. Choose one with {OpenAiScheme}:NAME, or leave them out.");
        }

        if (others.Count == 0)
        {
            return main;
        }

        IAgentModel Route(ICodeRunner? runner) => new RoleRouter(main(runner), others.ToDictionary(pair => pair.Key, pair => pair.Value(runner)));
        _ = Route(null);
        return Route;
    }

    /// <summary>The chosen models that cost something nobody knows: their calls cannot be held to a limit of price.</summary>
    /// <param name="choice">The choice.</param>
    /// <returns>Models behind HTTP that are in no price table, as they were named; models of notebook code are judged by what they answer, not here.</returns>
    /// <exception cref="UnknownModelException">The endpoint is no address, or the price table is not well formed.</exception>
    public IReadOnlyList<string> WithoutPrice(ModelChoice choice)
    {
        ArgumentNullException.ThrowIfNull(choice);
        var endpoint = choice.Endpoint is { } text ? OpenAiModels.Endpoint(text) : OpenAiChatClient.OpenAi;
        var prices = ReadPrices();
        return [.. choice.ModelFor.Values.Prepend(choice.Model).Distinct().Where(named => Split(named) is (OpenAiScheme, { } name) && prices.Find(name, endpoint) is null)];
    }

    /// <summary>The playbooks that a choice names, as full paths, each once.</summary>
    internal static IReadOnlyList<string> PlaybookFiles(ModelChoice choice, string baseFolder) =>
    [
        .. choice.ModelFor.Values.Prepend(choice.Model)
            .Select(Split)
            .Where(named => named is (ScriptScheme, { Length: > 0 }))
            .Select(named => Path.GetFullPath(named.Argument!, Path.GetFullPath(baseFolder)))
            .Distinct(),
    ];

    internal static string Shown(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private Func<ICodeRunner?, IAgentModel> Find(string text, ModelChoice choice, string baseFolder) => Split(text) switch
    {
        (Default, null) => runner => new RepairModel(_options.Repair, runner, time),
        (Default, { } rest) => throw new UnknownModelException($"The model 'repair' takes nothing after its name, but '{Shown(rest)}' was given. Write: repair."),
        (ScriptScheme, { Length: > 0 } file) => Script(Playbook.Load(Path.GetFullPath(file, Path.GetFullPath(baseFolder)))),
        (ScriptScheme, _) => throw new UnknownModelException("The model 'script' needs the path of a playbook: script:FILE, for example script:playbooks/demo.yaml."),
        (OpenAiScheme, { Length: > 0 } name) => Same(OpenAiModels.Create(name, choice, _options, ReadPrices(), time)),
        (OpenAiScheme, _) => throw new UnknownModelException("The model 'openai' needs the name of a model: openai:NAME, for example openai:gpt-4.1-mini."),
        (var name, null) when _registered.TryGetValue(name, out var registered) => Same(registered),
        (var scheme, _) => throw Unknown(text, scheme),
    };

    private Func<ICodeRunner?, IAgentModel> Script(Playbook playbook) => _ => new ScriptedModel(playbook, time);

    private static Func<ICodeRunner?, IAgentModel> Same(IAgentModel model) => _ => model;

    private UnknownModelException Unknown(string text, string scheme)
    {
        var known = Known.Concat(Registered).ToList();
        var near = NameDistance.Nearest(scheme, _schemes.Concat(Registered));
        var hint = near is null ? "" : $" Did you mean '{known.First(form => form.Split(':')[0] == near)}'?";
        return new UnknownModelException($"There is no model '{Shown(text.Trim())}'. Known models: {string.Join(", ", known)}.{hint}");
    }

    private ModelPrices ReadPrices()
    {
        try
        {
            return Prices;
        }
        catch (ModelPricesException exception)
        {
            throw new UnknownModelException(exception.Message);
        }
    }

    private static (string Scheme, string? Argument) Split(string text)
    {
        var trimmed = text.Trim();
        var colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (trimmed, null) : (trimmed[..colon], trimmed[(colon + 1)..].Trim());
    }

    private static string Checked(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Name().IsMatch(name))
        {
            throw new ArgumentException($"'{Shown(name)}' cannot be the name of a model: a name is a letter, then at most 39 letters, digits, '-', '_' and '.'.", nameof(name));
        }

        return _schemes.Contains(name) ? throw new ArgumentException($"'{name}' is a built-in model. Choose another name.", nameof(name)) : name;
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9._-]{0,39}\z")]
    private static partial Regex Name();
}
