using BenchmarkDotNet.Running;
using TradingAgents.Core.Benchmarks;

BenchmarkSwitcher.FromAssembly(typeof(SchedulerBenchmarks).Assembly).Run(args);
