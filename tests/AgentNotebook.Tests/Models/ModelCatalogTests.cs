using AgentNotebook.Models;
using AgentNotebook.Models.Repair;
using AgentNotebook.Models.Scripted;

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
    [InlineData("gpt", "Known models: repair, script:FILE.")]
    [InlineData("script:", "needs the path")]
    [InlineData("repair:x", "takes nothing after its name")]
    public void an_unknown_model_is_refused_with_the_known_and_the_nearest(string text, string says) =>
        Assert.Contains(says, Assert.Throws<UnknownModelException>(() => new ModelCatalog().Resolve(text, ".")).Message);
}
