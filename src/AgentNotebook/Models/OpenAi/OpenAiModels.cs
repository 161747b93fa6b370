using AgentNotebook.Models.Chat;
using AgentNotebook.Models.Prices;

namespace AgentNotebook.Models.OpenAi;

/// <summary>Makes the models of <c>openai:NAME</c>.</summary>
internal static class OpenAiModels
{
    /// <summary>The environment variable that is looked at when none is named.</summary>
    public const string DefaultKeyVariable = "OPENAI_API_KEY";

    /// <summary>A model as it was chosen.</summary>
    /// <exception cref="UnknownModelException">The endpoint is no address, or the key is missing.</exception>
    public static ChatAgentModel Create(string name, ModelChoice choice, ModelCatalogOptions options, ModelPrices prices, TimeProvider? time)
    {
        var endpoint = choice.Endpoint is { } text ? Endpoint(text) : OpenAiChatClient.OpenAi;
        var client = new OpenAiChatClient(name, Key(name, choice, endpoint, options.Environment), endpoint, options.Endpoint, time);
        return new ChatAgentModel(client, "openai:" + name, options.Chat, prices, time);
    }

    /// <summary>The address of an endpoint.</summary>
    /// <exception cref="UnknownModelException">It is none.</exception>
    public static Uri Endpoint(string text)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
        {
            throw new UnknownModelException($"The endpoint '{ModelCatalog.Shown(text)}' is no address. Write it whole, such as http://localhost:11434/v1.");
        }

        // Not shown: what stands there may be a secret.
        return endpoint is { UserInfo: "", Query: "", Fragment: "" }
            ? endpoint
            : throw new UnknownModelException($"The endpoint at {endpoint.Host} has a user, a query or a fragment in its address, and an address is kept in the journal. Write only scheme, host, port and path; a key goes into an environment variable.");
    }

    private static string? Key(string name, ModelChoice choice, Uri endpoint, Func<string, string?> environment)
    {
        var isOpenAi = endpoint.Host.Equals(OpenAiChatClient.OpenAi.Host, StringComparison.OrdinalIgnoreCase);
        var variable = choice.ApiKeyVariable ?? DefaultKeyVariable;
        if (variable.Length == 0 || variable.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_'))
        {
            // Not shown: it may be the key itself, put where its variable's name belongs.
            throw new UnknownModelException("The name of the environment variable with the key consists of letters, digits and '_'. Give the name of a variable, never the key itself.");
        }

        // In the clear through a network goes no key but one that was asked for by name.
        if (choice.ApiKeyVariable is null && endpoint is { Scheme: "http", IsLoopback: false })
        {
            return null;
        }

        var key = environment(variable)?.Trim();
        if (string.IsNullOrEmpty(key))
        {
            return choice.ApiKeyVariable is null && !isOpenAi
                ? null
                : throw new UnknownModelException($"The model 'openai:{ModelCatalog.Shown(name)}' needs a key, and the environment variable {variable} is not set. Set it before the notebook is started, or name another variable with --api-key-env. A server of your own that needs no key is named with --endpoint URL.");
        }

        return key.All(c => c is > ' ' and <= '~')
            ? key
            : throw new UnknownModelException($"What the environment variable {variable} holds is no key: it has a space or a character that no header can carry.");
    }
}
