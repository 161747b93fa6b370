using AgentNotebook.Models;
using AgentNotebook.Models.Chat;
using AgentNotebook.Models.Repair;
using AgentNotebook.Models.Scripted;
using AgentNotebook.Tests.Support;

namespace AgentNotebook.Tests.Models;

public class ModelCatalogTests
{
    [Fact]
    public void a_playbook_is_found_relative_to_the_base_folder()
    {
        var folder = Directory.CreateTempSubdirectory();
        File.WriteAllText(Path.Combine(folder.FullName, "a.yaml"), "name: a\nsteps:\n  - role: revise\n    give-up: x\n");
        Assert.Equal("script: a", Assert.IsType<ScriptedModel>(new ModelCatalog().Resolve("script:a.yaml", folder.FullName)(null)).Name);
        Assert.IsType<RepairModel>(new ModelCatalog().Resolve("repair", folder.FullName)(null));
        folder.Delete(true);
    }

    [Theory]
    [InlineData("repiar", "Did you mean 'repair'?")]
    [InlineData("scrpt:x", "Did you mean 'script:FILE'?")]
    [InlineData("gpt", "Known models: repair, script:FILE, openai:NAME.")]
    [InlineData("opnai:x", "Did you mean 'openai:NAME'?")]
    [InlineData("openai:", "needs the name of a model")]
    [InlineData("script:", "needs the path")]
    [InlineData("repair:x", "takes nothing after its name")]
    public void an_unknown_model_is_refused_with_the_known_and_the_nearest(string text, string says) =>
        Assert.Contains(says, Assert.Throws<UnknownModelException>(() => new ModelCatalog().Resolve(text, ".")).Message);

    [Theory]
    [InlineData("localhost:11434", "is no address")]
    [InlineData("ftp://x/v1", "is no address")]
    [InlineData("https://me:secret-1@x/v1", "has a user, a query or a fragment")]
    [InlineData("https://x/v1?key=secret-1", "has a user, a query or a fragment")]
    public void an_endpoint_that_is_no_address_is_refused_and_no_secret_in_it_is_shown(string endpoint, string says)
    {
        var message = Refusal(new ModelChoice("openai:a") { Endpoint = endpoint });
        Assert.Contains(says, message);
        Assert.DoesNotContain("secret-1", message);
    }

    [Fact]
    public void a_key_that_is_missing_is_named_by_its_variable_with_the_way_out()
    {
        Assert.Contains("the environment variable OPENAI_API_KEY is not set", Refusal(new ModelChoice("openai:a")));
        var named = Refusal(new ModelChoice("openai:a") { Endpoint = "http://localhost:1/v1", ApiKeyVariable = "MY_KEY" });
        Assert.Contains("MY_KEY is not set", named);
        Assert.Contains("--api-key-env", named);
    }

    [Fact]
    public void a_key_in_the_place_of_its_variable_is_not_shown()
    {
        var message = Refusal(new ModelChoice("openai:a") { ApiKeyVariable = "sk-secret-1" });
        Assert.DoesNotContain("sk-secret-1", message);
        Assert.Contains("never the key itself", message);
        Assert.Contains("is no key", Assert.Throws<UnknownModelException>(() => Catalog(_ => "a b").Resolve(new ModelChoice("openai:a"), ".")).Message);
    }

    [Fact]
    public void an_endpoint_of_ones_own_may_have_no_key() =>
        Assert.Equal("openai:llama3", Catalog(_ => null).Resolve(new ModelChoice("openai:llama3") { Endpoint = "http://localhost:11434/v1" }, ".")(null).Name);

    [Fact]
    public void an_endpoint_for_a_model_that_has_none_is_refused() =>
        Assert.Contains("models behind HTTP", Refusal(new ModelChoice("repair") { Endpoint = "http://localhost:11434/v1" }));

    [Fact]
    public void notebook_code_registers_models_and_a_near_name_finds_them()
    {
        var catalog = new ModelCatalog();
        catalog.Register("mine", new ObedientModel("1"));
        catalog.Register("client", new ToldChatClient(ChatReplies.For));
        Assert.IsType<ObedientModel>(catalog.Resolve("mine", ".")(null));
        Assert.IsType<ChatAgentModel>(catalog.Resolve(" client ", ".")(null));
        catalog.Register("mine", new ObedientModel("2"));
        Assert.Equal(["client", "mine"], catalog.Registered);
        Assert.Contains("Did you mean 'client'?", Assert.Throws<UnknownModelException>(() => catalog.Resolve("cleint", ".")).Message);
        foreach (var name in new[] { "repair", "a:b", "", "a\n", "1a", new string('a', 41) })
        {
            Assert.Throws<ArgumentException>(() => catalog.Register(name, new ObedientModel()));
        }
    }

    [Fact]
    public async Task each_role_goes_to_its_own_model_and_the_answer_tells_whose_it_is()
    {
        var catalog = new ModelCatalog();
        catalog.Register("chat", new ToldChatClient(ChatReplies.For) { Metadata = new Microsoft.Extensions.AI.ChatClientMetadata("x", null, "chat-1") });
        catalog.Register("plain", new ObedientModel("1", "2"));
        var model = catalog.Resolve(new ModelChoice("plain") { ModelFor = new Dictionary<ModelRole, string> { [ModelRole.Diagnose] = "chat" } }, ".")(null);
        Assert.Equal(ModelRole.Plan | ModelRole.Revise | ModelRole.Diagnose, model.Roles);
        Assert.False(model.CanChangeStrategy);
        Assert.Equal("obedient (diagnose: chat)", model.Name);
        var brief = new TaskBrief("t", []);
        Assert.Equal("obedient", (await model.PlanAsync(new PlanRequest(brief, 0), default)).Model);
        Assert.Equal("chat-1", (await model.DiagnoseAsync(new DiagnoseRequest(brief, [new Attempt(1, "1", [], null)], 1), default)).Model);
        await Assert.ThrowsAsync<ModelException>(() => model.ExplainAsync(new ExplainRequest(brief, [new Attempt(1, "1", [], null)], 1), default));
    }

    [Fact]
    public async Task a_planner_that_leaves_the_code_to_a_writer_writes_it_where_nobody_else_does()
    {
        var catalog = new ModelCatalog();
        catalog.Register("chat", new ToldChatClient(ChatReplies.For));
        catalog.Register("plain", new ObedientModel("1"));
        var model = catalog.Resolve(new ModelChoice("plain") { ModelFor = new Dictionary<ModelRole, string> { [ModelRole.Plan] = "chat" } }, ".")(null);
        Assert.True(model.CanChangeStrategy);
        Assert.Equal("var result = 1 + 1;", (await model.WriteAsync(new WriteRequest(new TaskBrief("t", []), 1), default)).Code);
        Assert.Contains(
            "does not play the role 'explain'",
            Assert.Throws<UnknownModelException>(() => catalog.Resolve(new ModelChoice("chat") { ModelFor = new Dictionary<ModelRole, string> { [ModelRole.Explain] = "plain" } }, ".")).Message);
    }

    [Fact]
    public void models_without_a_price_are_named_before_they_cost_anything()
    {
        var catalog = Catalog(_ => null);
        Assert.Empty(catalog.WithoutPrice(new ModelChoice("repair")));
        Assert.Empty(catalog.WithoutPrice(new ModelChoice("openai:gpt-4.1")));
        Assert.Equal(["openai:other"], catalog.WithoutPrice(new ModelChoice("openai:gpt-4.1") { ModelFor = new Dictionary<ModelRole, string> { [ModelRole.Plan] = "openai:other" } }));
        Assert.Equal(["openai:gpt-4.1"], catalog.WithoutPrice(new ModelChoice("openai:gpt-4.1") { Endpoint = "http://localhost:1/v1" }));
    }

    private static ModelCatalog Catalog(Func<string, string?> environment) => new(options: new ModelCatalogOptions { Environment = environment });

    private static string Refusal(ModelChoice choice) => Assert.Throws<UnknownModelException>(() => Catalog(_ => null).Resolve(choice, ".")).Message;
}
