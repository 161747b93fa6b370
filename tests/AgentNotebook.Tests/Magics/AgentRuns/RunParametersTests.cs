using AgentNotebook.Magics;
using AgentNotebook.Magics.AgentRuns;
using AgentNotebook.Models;

namespace AgentNotebook.Tests.Magics.AgentRuns;

public class RunParametersTests
{
    private static readonly ModelChoice _own = new("openai:large")
    {
        ModelFor = new Dictionary<ModelRole, string> { [ModelRole.Diagnose] = "openai:small" },
        Endpoint = "http://localhost:1/v1",
        ApiKeyVariable = "MY_KEY",
    };

    [Theory]
    [InlineData("", "openai:large Diagnose=openai:small http://localhost:1/v1 MY_KEY")]
    [InlineData("--model-for write=repair --api-key-env OTHER", "openai:large Diagnose=openai:small Write=repair http://localhost:1/v1 OTHER")]
    [InlineData("--model openai:other", "openai:other http://localhost:1/v1 MY_KEY")]
    [InlineData("--model repair", "repair")]
    [InlineData("--model local:x --endpoint https://example.org/v1", "local:x https://example.org/v1")]
    public void a_run_that_goes_on_keeps_what_is_not_named_anew(string typed, string chosen)
    {
        var choice = RunParameters.Choose(Typed(typed), _own);
        var roles = choice.ModelFor.OrderBy(pair => pair.Key.ToString()).Select(pair => $"{pair.Key}={pair.Value}");
        Assert.Equal(chosen, string.Join(' ', new[] { choice.Model }.Concat(roles).Append(choice.Endpoint).Append(choice.ApiKeyVariable).Where(part => part is not null)));
    }

    [Fact]
    public void what_may_be_a_key_is_refused_and_not_repeated()
    {
        var error = Assert.Throws<MagicException>(() => RunParameters.Choose(Typed("--api-key-env sk-1234567890"), _own));
        Assert.Equal(3, error.Line);
        Assert.DoesNotContain("sk-1234567890", error.Message);
    }

    private static MagicInvocation Typed(string parameters)
    {
        var (magic, arguments) = new MagicCatalog([AgentResumeMagic.Declaration]).Parse($"#!agent-resume {parameters}", 3);
        return new MagicInvocation(magic, arguments!, "", 4, "", null!);
    }
}
