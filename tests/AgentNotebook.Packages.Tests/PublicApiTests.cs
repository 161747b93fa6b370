using System.Reflection;
using AgentNotebook.Magics;
using AgentNotebook.Polyglot;
using AgentNotebook.Tests.Shared;

namespace AgentNotebook.Packages.Tests;

/// <summary>What users of the packages compile against changes only when someone says so.</summary>
public class PublicApiTests
{
    public static TheoryData<string> Assemblies => [nameof(AgentNotebook), "AgentNotebook.Polyglot", "AgentNotebook.Postgres"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void the_public_api_is_the_one_that_was_approved(string assembly)
    {
        var (loaded, approved) = (Assembly.Load(assembly), RepositoryFolder.Find("tests", "AgentNotebook.Packages.Tests", "Approved", assembly + ".txt"));
        PublicApi.ApproveWhenAsked(loaded, approved);
        var difference = PublicApi.Difference(loaded, approved);
        Assert.True(difference is null, difference);
    }

    [Fact]
    public void a_member_that_is_gone_and_one_that_is_new_are_named_with_their_type()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, PublicApi.Of(typeof(PolyglotExtension).Assembly).Replace("Session Session {", "Session Kept {", StringComparison.Ordinal));
            var difference = PublicApi.Difference(typeof(PolyglotExtension).Assembly, file);
            Assert.NotNull(difference);
            Assert.Contains("- AgentNotebook.Polyglot.PolyglotExtension: Session Kept { get; }", difference);
            Assert.Contains("+ AgentNotebook.Polyglot.PolyglotExtension: Session Session { get; }", difference);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void the_library_shows_what_magics_are_declared_with() =>
        Assert.Contains("sealed class AgentNotebook.Magics.MagicDeclaration : IEquatable<MagicDeclaration>\n", PublicApi.Of(typeof(MagicDeclaration).Assembly));
}
