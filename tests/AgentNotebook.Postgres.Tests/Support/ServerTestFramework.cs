using AgentNotebook.Tool.Bench.Scale;
using Xunit.Abstractions;
using Xunit.Sdk;

[assembly: TestFramework("AgentNotebook.Postgres.Tests.Support.ServerTestFramework", "AgentNotebook.Postgres.Tests")]

namespace AgentNotebook.Postgres.Tests.Support;

/// <summary>xUnit, but tests of the server's collection are skipped with the reason where there is no server: those of suites cannot say so themselves.</summary>
public sealed class ServerTestFramework(IMessageSink sink) : XunitTestFramework(sink)
{
    protected override ITestFrameworkDiscoverer CreateDiscoverer(IAssemblyInfo assemblyInfo) =>
        new Discoverer(assemblyInfo, SourceInformationProvider, DiagnosticMessageSink);

    private sealed class Discoverer(IAssemblyInfo assembly, ISourceInformationProvider sources, IMessageSink diagnostics)
        : XunitTestFrameworkDiscoverer(assembly, sources, diagnostics)
    {
        protected override bool FindTestsForMethod(ITestMethod testMethod, bool includeSourceInformation, IMessageBus messageBus, ITestFrameworkDiscoveryOptions discoveryOptions) =>
            PostgresPrograms.WhyNot is not null && IsTest(testMethod) && testMethod.TestClass.TestCollection.DisplayName == ServerCollection.Name
                ? ReportDiscoveredTestCase(
                    new MissingServerCase(DiagnosticMessageSink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod),
                    includeSourceInformation,
                    messageBus)
                : base.FindTestsForMethod(testMethod, includeSourceInformation, messageBus, discoveryOptions);

        private static bool IsTest(ITestMethod method) => method.Method.GetCustomAttributes(typeof(FactAttribute)).Any();
    }
}
