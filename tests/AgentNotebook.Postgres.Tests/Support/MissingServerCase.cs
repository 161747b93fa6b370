using AgentNotebook.Tool.Bench.Scale;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace AgentNotebook.Postgres.Tests.Support;

/// <summary>A test that is skipped because there is no server.</summary>
public sealed class MissingServerCase : XunitTestCase
{
    [Obsolete("For the deserializer.")]
    public MissingServerCase()
    {
    }

    public MissingServerCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(sink, display, options, method)
    {
    }

    protected override string GetSkipReason(IAttributeInfo factAttribute) => PostgresPrograms.WhyNot ?? "there is no PostgreSQL server";
}
