using AgentNotebook.Models.OpenAi;
using AgentNotebook.Models.Prices;

namespace AgentNotebook.Tests.Models.Prices;

public sealed class ModelPricesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("agentnb-prices-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void the_table_of_the_build_is_well_formed_and_has_a_date()
    {
        Assert.NotEqual(0, PriceTable.BuiltIn().Count);
        Assert.True(DateOnly.TryParseExact(PriceTable.BuiltIn().AsOf, "yyyy-MM-dd", out _));
        Assert.Equal(0.4m, ModelPrices.BuiltIn.Find("gpt-4.1-mini", OpenAiChatClient.OpenAi)!.Input);
        Assert.Equal(2m, ModelPrices.BuiltIn.Find("gpt-4.1-2025-04-14", OpenAiChatClient.OpenAi)!.Input);
    }

    [Theory]
    [InlineData("gpt-4.1-mini", "http://localhost:11434/v1")]
    [InlineData("gpt-4.1-pro", "https://api.openai.com/v1")]
    [InlineData("llama3", "http://localhost:11434/v1")]
    [InlineData("gpt-4.1-mini", null)]
    public void what_no_table_tells_is_unknown_and_never_nothing(string model, string? endpoint) =>
        Assert.Null(ModelPrices.BuiltIn.Find(model, endpoint is null ? null : new Uri(endpoint)));

    [Fact]
    public void the_users_table_goes_before_and_the_longest_name_wins()
    {
        var prices = Load("""
            models:
              - { name: "*", input: 0, output: 0, endpoint: localhost }
              - { name: "big*", input: 1, output: 2 }
              - { name: "big-one", input: 3, output: 4.5 }
              - { name: gpt-4o, input: 9, output: 9 }
            """);
        var here = new Uri("http://localhost:1/v1");
        Assert.Equal(0m, prices.Find("anything", here)!.Of(1_000_000, 1_000_000));
        Assert.Null(prices.Find("anything", new Uri("http://example.org")));
        Assert.Equal(2m, prices.Find("bigger", here)!.Output);
        Assert.Equal(3m + 4.5m, prices.Find("BIG-ONE")!.Of(1_000_000, 1_000_000));
        Assert.Equal(9m, prices.Find("gpt-4o", OpenAiChatClient.OpenAi)!.Input);
        Assert.Equal(0.15m, prices.Find("gpt-4o-mini", OpenAiChatClient.OpenAi)!.Input);
    }

    [Theory]
    [InlineData("models:\n  - { name: a, input: 1 }", "prices.yaml(2,5)", "lacks 'output'")]
    [InlineData("models:\n  - { name: a, input: -1, output: 1 }", "prices.yaml(2,23)", "from 0")]
    [InlineData("models:\n  - { name: a, input: 1, output: 1, endpont: x }", "prices.yaml(2,37)", "Did you mean 'endpoint'?")]
    [InlineData("models:\n  - { name: a, input: 1, output: 1, endpoint: 'http://x' }", "prices.yaml(2,47)", "name of a host")]
    [InlineData("models:\n  - { name: a, input: 1, output: 1 }\n  - { name: A, input: 1, output: 1 }", "prices.yaml(3,5)", "two prices")]
    [InlineData("models:\n  - { name: 'a*b', input: 1, output: 1 }", "prices.yaml(2,13)", "one '*', at its end")]
    [InlineData("models: [&a {}]", "prices.yaml(1,10)", "Anchors and tags are not allowed in a price table")]
    [InlineData("", "prices.yaml(1,1)", "price table is empty")]
    [InlineData("{", "prices.yaml", "not well-formed YAML")]
    public void a_table_that_is_wrong_is_refused_with_its_place(string yaml, string place, string says)
    {
        var message = Assert.Throws<ModelPricesException>(() => Load(yaml)).Message;
        Assert.Contains(place, message);
        Assert.Contains(says, message);
    }

    [Fact]
    public void the_users_table_is_found_where_configuration_is_kept()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "agentnb"));
        File.WriteAllText(Path.Combine(_folder.FullName, "agentnb", "prices.yaml"), "models: [{ name: mine, input: 1, output: 1 }]");
        Assert.NotNull(ModelPrices.ForUser(name => name == "XDG_CONFIG_HOME" ? _folder.FullName : null).Find("mine"));
        Assert.Equal(Path.Combine("/home/x", ".config", "agentnb", "prices.yaml"), ModelPrices.UserFile(name => name == "HOME" ? "/home/x" : null));
        Assert.Same(ModelPrices.BuiltIn, ModelPrices.ForUser(_ => null));
    }

    [Fact]
    public void a_table_that_is_too_large_is_not_read()
    {
        var path = Path.Combine(_folder.FullName, "prices.yaml");
        File.WriteAllText(path, new string('#', (1 << 20) + 1));
        Assert.Contains("larger than", Assert.Throws<ModelPricesException>(() => ModelPrices.Load(path)).Message);
    }

    private ModelPrices Load(string yaml)
    {
        var path = Path.Combine(_folder.FullName, "prices.yaml");
        File.WriteAllText(path, yaml);
        return ModelPrices.Load(path);
    }
}
