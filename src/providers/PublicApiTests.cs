using System.Reflection;
using AgentNotebook.Tests.Shared;

namespace AgentNotebook.Providers.Tests;

/// <summary>What users of a provider's package compile against changes only when someone says so.</summary>
public class PublicApiTests
{
    [Fact]
    public void the_public_api_is_the_one_that_was_approved()
    {
        var tests = typeof(PublicApiTests).Assembly.GetName().Name!;
        var (provider, approved) = (Assembly.Load(tests[..^".Tests".Length]), RepositoryFolder.Find("src", "providers", tests, "Approved.txt"));
        PublicApi.ApproveWhenAsked(provider, approved);
        var difference = PublicApi.Difference(provider, approved);
        Assert.True(difference is null, difference);
    }
}
